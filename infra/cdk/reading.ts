import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type AwsOperation, operationsFor, type OperationSwitches } from '../../src/aws/operations.ts';

/** Everything that the monitor may do in an account: the operations that are switched on, on the narrowest resource. */
export function readStatements(account: string, switches: OperationSwitches): PolicyStatement[] {
  return statementsOf(account, operationsFor(switches));
}

/** Allows these operations in an account. */
export function statementsOf(account: string, operations: readonly AwsOperation[]): PolicyStatement[] {
  return operations.map(
    ({ service, name, resource }) =>
      new PolicyStatement({
        actions: [`${service}:${name}`],
        resources: [resource.replace('{account}', account)],
      }),
  );
}
