import { BootstraplessSynthesizer, CfnCondition, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CfnPolicy, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { READER_ROLE } from './page-configuration.ts';
import { readJobs, readLogs } from './reading.ts';

/**
 * The role that the monitor reads a further account through. A plain template with parameters and no
 * assets, so that a StackSet can put it into every account; IAM is global, so one Region will do.
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
    const logs = new CfnParameter(this, 'ReadLogs', {
      description: 'Whether the monitor may read why a run had errors',
      allowedValues: ['yes', 'no'],
      default: 'no',
    });
    const role = new Role(this, 'Reader', {
      roleName: READER_ROLE,
      description: 'Read by Macie Job Monitor: lists and describes Macie jobs, and nothing else',
      assumedBy: new ArnPrincipal(monitor.valueAsString),
      externalIds: [externalId.valueAsString],
      inlinePolicies: { ReadJobs: new PolicyDocument({ statements: readJobs(this.account) }) },
    });
    const policy = new CfnPolicy(this, 'ReadLogsPolicy', {
      policyName: 'ReadLogs',
      policyDocument: new PolicyDocument({ statements: [readLogs(this.account)] }),
      roles: [role.roleName],
    });
    policy.cfnOptions.condition = new CfnCondition(this, 'LogsAreRead', {
      expression: Fn.conditionEquals(logs.valueAsString, 'yes'),
    });
    new CfnOutput(this, 'ReaderRoleArn', { value: role.roleArn });
  }
}
