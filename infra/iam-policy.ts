import { type AwsOperation, operationsFor, type OperationSwitches } from '../src/aws/operations.ts';

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string;
  readonly Resource: string;
}

/** The IAM policy of a role that reads one account: the operations that are switched on, on the narrowest resource. */
export function readerPolicy(account: string, switches: OperationSwitches) {
  return { Version: '2012-10-17', Statement: statementsOf(account, operationsFor(switches)) };
}

/** Allows these operations in an account. */
export function statementsOf(account: string, operations: readonly AwsOperation[]): Statement[] {
  return operations.map(({ service, name, resource }) => ({
    Effect: 'Allow',
    Action: `${service}:${name}`,
    Resource: resource.replace('{account}', account),
  }));
}
