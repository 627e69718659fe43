import { BootstraplessSynthesizer, CfnCondition, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CfnPolicy, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { READER_ROLE } from './page-configuration.ts';
import { type Insight, OPERATIONS } from '../../src/aws/operations.ts';
import { readStatements, statementsOf } from './reading.ts';

/** What can be allowed beyond listing and describing jobs, as the template's parameters describe it. */
const SWITCHES: Readonly<Record<'logs' | Insight, string>> = {
  logs: 'Whether the monitor may read why a run had errors',
  findings: 'Whether the monitor may count findings',
  buckets: 'Whether the monitor may read the bucket inventory',
  usage: "Whether the monitor may read each account's usage and quota, and Macie's status",
  names: 'Whether the monitor may read the names of custom data identifiers and allow lists',
};

/**
 * The role with which the monitor reads a further account. The template has parameters and no assets, so that a
 * StackSet can create it in every account. IAM is global, so one Region is enough.
 */
export class ReaderRoleStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Lets Macie Job Monitor read the Macie jobs of this account',
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
    });
    const monitor = new CfnParameter(this, 'MonitorRoleArn', {
      description: "The output MonitorRoleArn of the monitor's stack",
      allowedPattern: '^arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]+$',
    });
    const externalId = new CfnParameter(this, 'ExternalId', {
      description: "This account's externalId in the monitor's settings",
      allowedPattern: '^[\\w+=,.@:/-]{2,1224}$',
    });
    const role = new Role(this, 'Reader', {
      roleName: READER_ROLE,
      description: 'Read by Macie Job Monitor: lists and describes Macie jobs, and nothing else',
      assumedBy: new ArnPrincipal(monitor.valueAsString),
      externalIds: [externalId.valueAsString],
      inlinePolicies: { ReadJobs: new PolicyDocument({ statements: readStatements(this.account, {}) }) },
    });
    for (const [needs, description] of Object.entries(SWITCHES)) {
      const name = `Read${needs.charAt(0).toUpperCase()}${needs.slice(1)}`;
      const wanted = new CfnParameter(this, name, {
        description,
        allowedValues: ['yes', 'no'],
        default: 'no',
      });
      const operations = OPERATIONS.filter((operation) => operation.needs === needs);
      const policy = new CfnPolicy(this, `${name}Policy`, {
        policyName: name,
        policyDocument: new PolicyDocument({ statements: statementsOf(this.account, operations) }),
        roles: [role.roleName],
      });
      policy.cfnOptions.condition = new CfnCondition(this, `${name}Wanted`, {
        expression: Fn.conditionEquals(wanted.valueAsString, 'yes'),
      });
    }
    new CfnOutput(this, 'ReaderRoleArn', { value: role.roleArn });
  }
}
