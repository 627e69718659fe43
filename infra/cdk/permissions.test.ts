import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Insight, OPERATIONS } from '../../src/aws/operations.ts';
import { EXAMPLE, ofType, only, PLAIN, statements, stackSynthesizer } from './stack-template.ts';
import type { Synthesised } from './stack-template.ts';

const LIST = { Effect: 'Allow', Action: 'macie2:ListClassificationJobs', Resource: '*' };
const DESCRIBE = {
  Effect: 'Allow',
  Action: 'macie2:DescribeClassificationJob',
  Resource: 'arn:aws:macie2:*:111122223333:classification-job/*',
};

/** The actions that take no resource. */
const WITHOUT_RESOURCE = OPERATIONS.filter(({ resource }) => resource === '*').map(
  ({ service, name }) => `${service}:${name}`,
);

const { monitor, readerRole, remove } = stackSynthesizer();
afterAll(remove);

let full: Synthesised;
let least: Synthesised;
beforeAll(() => {
  full = monitor(EXAMPLE);
  least = monitor(PLAIN);
});

describe('what a signed-in person may do', () => {
  it('is to list and describe jobs, and nothing else', () => {
    expect(readerPolicy(least)).toEqual([LIST, DESCRIBE]);
  });

  it('is also to read their log events and to assume the named reader roles, where that is asked for', () => {
    expect(readerPolicy(full)).toEqual([
      LIST,
      DESCRIBE,
      {
        Effect: 'Allow',
        Action: 'logs:FilterLogEvents',
        Resource: 'arn:aws:logs:*:111122223333:log-group:/aws/macie/classificationjobs:*',
      },
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws:iam::444455556666:role/MacieJobMonitorReader',
      },
    ]);
  });

  it('is what each insight needs, where it is asked for', () => {
    expect(added([])).toEqual([]);
    expect(added(['findings'])).toEqual(everywhere('GetFindingStatistics'));
    expect(added(['buckets'])).toEqual(everywhere('DescribeBuckets'));
    expect(added(['usage'])).toEqual(everywhere('GetUsageStatistics', 'GetMacieSession'));
    expect(added(['names'])).toEqual([
      ...everywhere('BatchGetCustomDataIdentifiers'),
      {
        Effect: 'Allow',
        Action: 'macie2:GetAllowList',
        Resource: 'arn:aws:macie2:*:111122223333:allow-list/*',
      },
    ]);
  });

  it('is nothing in an account that it does not read itself', () => {
    const further = { accounts: EXAMPLE.accounts.filter((account) => account.externalId) };
    expect(readerPolicy(monitor(further)).map(({ Action }) => Action)).toEqual(['sts:AssumeRole']);
  });

  it('comes only to those whom this identity pool has signed in', () => {
    const [name, { AssumeRolePolicyDocument }] = reader(least);
    expect(statements(AssumeRolePolicyDocument)).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Identities' } },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
        },
      },
    ]);
    expect(only(least, 'AWS::Cognito::IdentityPool')).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ServerSideTokenCheck: true }],
    });
    expect(only(least, 'AWS::Cognito::IdentityPoolRoleAttachment')['Roles']).toEqual({
      authenticated: { 'Fn::GetAtt': [name, 'Arn'] },
    });
  });
});

describe('nothing is public', () => {
  it('not the bucket, which only this distribution reads', () => {
    expect(only(full, 'AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(only(full, 'AWS::S3::Bucket')).not.toHaveProperty('WebsiteConfiguration');
    const [deny, allow, ...others] = statements(only(full, 'AWS::S3::BucketPolicy'));
    expect(deny).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(allow).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
    });
    expect(JSON.stringify(allow)).toContain('{"Ref":"Distribution');
    expect(others).toEqual([]);
    expect(only(full, 'AWS::CloudFront::OriginAccessControl')).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  it('not by a policy: no one is just anyone, and no action is every action', () => {
    for (const stack of [full, least, readerRole()]) {
      const allowed = statements(stack.resources).filter(({ Effect }) => Effect === 'Allow');
      expect(allowed.length).toBeGreaterThan(3);
      for (const { Action, Resource, Principal } of allowed) {
        expect(JSON.stringify(Principal ?? null)).not.toContain('*');
        expect([Action].flat()).not.toContainEqual(expect.stringMatching(/^\*$|:\*$/));
        if ([Resource].flat().includes('*')) expect(WITHOUT_RESOURCE).toContain(Action);
      }
    }
  });

  it('not by a door beside CloudFront, and nothing runs on the way of a request but its two functions', () => {
    const types = Object.values(full.resources).map(({ Type }) => Type);
    expect(types.filter((type) => /Lambda::(Url|Permission)|ApiGateway|LoadBalanc/.test(type))).toEqual([]);
    // The CDK's, which copies the page at deployment.
    expect(Object.keys(ofType(full, 'AWS::Lambda::Function'))).toEqual([
      expect.stringMatching(/^CustomCDKBucketDeployment/),
    ]);
    expect(JSON.stringify(only(full, 'AWS::CloudFront::Distribution'))).not.toContain(
      'LambdaFunctionAssociations',
    );
    expect(Object.keys(ofType(full, 'AWS::CloudFront::Function'))).toHaveLength(2);
  });
});

describe('a further account', () => {
  it('needs an external id', () => {
    expect(() => monitor(PLAIN, { account: '999999999999' })).toThrow('needs an externalId');
  });

  it("has a role that lets this monitor's role read jobs, and nothing else", () => {
    const stack = readerRole();
    const role = only(stack, 'AWS::IAM::Role');
    expect(role['RoleName']).toBe('MacieJobMonitorReader');
    expect(statements(role['AssumeRolePolicyDocument'])).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: { Ref: 'MonitorRoleArn' } },
        Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
      },
    ]);
    expect(statements(role['Policies'])).toEqual([
      LIST,
      { ...DESCRIBE, Resource: inThisAccount('macie2', 'classification-job/*') },
    ]);
    const allowed = ofType(stack, 'AWS::IAM::Policy');
    expect(Object.keys(allowed)).toEqual(
      ['Logs', 'Findings', 'Buckets', 'Usage', 'Names'].map((what) => `Read${what}Policy`),
    );
    for (const name of Object.keys(allowed)) {
      expect(stack.resources[name]).toHaveProperty('Condition', name.replace('Policy', 'Wanted'));
    }
    expect(statements(allowed['ReadLogsPolicy'])).toEqual([
      {
        Effect: 'Allow',
        Action: 'logs:FilterLogEvents',
        Resource: inThisAccount('logs', 'log-group:/aws/macie/classificationjobs:*'),
      },
    ]);
  });

  it('takes it from a template that stands alone, as a StackSet needs', () => {
    const { template, uploads } = readerRole();
    expect(Object.keys(template['Parameters'] ?? {})).toEqual([
      'MonitorRoleArn',
      'ExternalId',
      'ReadLogs',
      'ReadFindings',
      'ReadBuckets',
      'ReadUsage',
      'ReadNames',
    ]);
    for (const [name, { Default }] of Object.entries(template['Parameters'] ?? {}).slice(2)) {
      expect([name, Default]).toEqual([name, 'no']);
    }
    expect(template).not.toHaveProperty('Rules');
    expect(uploads).toEqual([]);
  });
});

/** What a signed-in person may do with these insights, beyond listing and describing jobs. */
function added(insights: readonly Insight[]) {
  return readerPolicy(monitor({ ...PLAIN, insights })).slice(2);
}

function everywhere(...names: string[]) {
  return names.map((name) => ({ Effect: 'Allow', Action: `macie2:${name}`, Resource: '*' }));
}

/** The role that signed-in people get, with its name in the template. */
function reader(stack: Synthesised) {
  const found = Object.entries(ofType(stack, 'AWS::IAM::Role')).find(([name]) => name.startsWith('Reader'));
  if (!found) throw new Error('No role for readers');
  return found;
}

function readerPolicy(stack: Synthesised) {
  const [, role] = reader(stack);
  expect(role).not.toHaveProperty('ManagedPolicyArns');
  const named = JSON.stringify(ofType(stack, 'AWS::IAM::Policy'));
  expect(named).not.toContain('"Reader');
  return statements(role['Policies']);
}

function inThisAccount(service: string, resource: string) {
  return { 'Fn::Join': ['', [`arn:aws:${service}:*:`, { Ref: 'AWS::AccountId' }, `:${resource}`]] };
}
