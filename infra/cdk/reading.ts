import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type AwsOperation, operationsFor, type OperationSwitches } from '../../src/aws/operations.ts';
import * as policy from '../iam-policy.ts';

/** Everything that the monitor may do in an account: the operations that are switched on, on the narrowest resource. */
export function readStatements(account: string, switches: OperationSwitches): PolicyStatement[] {
  return statementsOf(account, operationsFor(switches));
}

/** Allows these operations in an account. */
export function statementsOf(account: string, operations: readonly AwsOperation[]): PolicyStatement[] {
  return policy.statementsOf(account, operations).map((statement) => PolicyStatement.fromJson(statement));
}
