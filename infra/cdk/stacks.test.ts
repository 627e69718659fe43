import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../headers.ts';
import type { PageConfiguration } from './page-configuration.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { ofType, only, statements, workshop } from './stack-template.ts';
import type { Synthesised } from './stack-template.ts';

const { monitor, readerRole, remove } = workshop();
afterAll(remove);

const example = readSettings(new URL('monitor.example.json', import.meta.url).pathname);
const plain: Settings = { accounts: example.accounts.filter((account) => !account.externalId) };
const LIST = { Effect: 'Allow', Action: 'macie2:ListClassificationJobs', Resource: '*' };
const DESCRIBE = {
  Effect: 'Allow',
  Action: 'macie2:DescribeClassificationJob',
  Resource: 'arn:aws:macie2:*:111122223333:classification-job/*',
};

let full: Synthesised;
let least: Synthesised;
beforeAll(() => {
  full = monitor(example);
  least = monitor(plain);
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

  it('is nothing in an account that it does not read itself', () => {
    const further = { accounts: example.accounts.filter((account) => account.externalId) };
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
        if ([Resource].flat().includes('*')) expect(Action).toBe('macie2:ListClassificationJobs');
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
    expect(JSON.stringify(distribution(full))).not.toContain('LambdaFunctionAssociations');
    expect(Object.keys(ofType(full, 'AWS::CloudFront::Function'))).toHaveLength(2);
  });
});

describe('the gateway', () => {
  it.each(['eu-west-1', 'us-east-1'])('leads from /macie/%s to Macie there', (region) => {
    const { CacheBehaviors, Origins } = distribution(full);
    const behaviour = CacheBehaviors.find(({ PathPattern }) => PathPattern === `macie/${region}/*`);
    expect(behaviour).toMatchObject({
      ViewerProtocolPolicy: 'https-only',
      FunctionAssociations: [
        {
          EventType: 'viewer-request',
          FunctionARN: { 'Fn::GetAtt': [expect.stringMatching(/^GatewayFunction/), 'FunctionARN'] },
        },
      ],
      // AWS's managed AllViewerExceptHostHeader
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      CachePolicyId: { Ref: expect.stringMatching(/^EachSignature/) as unknown },
    });
    expect(behaviour?.AllowedMethods).toContain('POST');
    expect(Origins.find(({ Id }) => Id === behaviour?.TargetOriginId)).toMatchObject({
      DomainName: `macie2.${region}.amazonaws.com`,
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    });
  });

  it('leads nowhere else, with no header of its own for Macie', () => {
    const { CacheBehaviors, Origins } = distribution(full);
    expect(CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([
      'macie/eu-west-1/*',
      'macie/us-east-1/*',
      'assets/*',
    ]);
    expect(Origins).toHaveLength(3);
    expect(JSON.stringify(Origins)).not.toContain('CustomHeaders');
  });

  it('keeps no answer, and shares none between two signatures', () => {
    expect(only(full, 'AWS::CloudFront::CachePolicy')['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: {
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization'] },
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    });
    expect(policyHeaders(full, 'GatewayHeaders')['Cache-Control']).toBe('no-store');
  });

  it('has the function that is tested', () => {
    const code = Object.values(ofType(full, 'AWS::CloudFront::Function')).map(
      ({ FunctionCode }) => FunctionCode,
    );
    for (const file of ['gateway.js', 'site.js']) {
      expect(code).toContain(readFileSync(new URL(`functions/${file}`, import.meta.url), 'utf8'));
    }
  });
});

describe('the page', () => {
  it.each(['PageHeaders', 'GatewayHeaders'])(
    'has the security headers that its own configuration asks for: %s',
    (name) => {
      const headers = securityHeaders(configuration(full));
      expect(headers['Content-Security-Policy']).toContain('https://sts.eu-west-1.amazonaws.com');
      expect(policyHeaders(full, name)).toMatchObject(headers);
      const behaviours = [distribution(full).DefaultCacheBehavior, ...distribution(full).CacheBehaviors];
      const policies = behaviours.map(
        ({ ResponseHeadersPolicyId }) => (ResponseHeadersPolicyId as { Ref: string }).Ref,
      );
      expect(policies.filter((ref) => !/^(Page|Gateway)Headers/.test(ref))).toEqual([]);
    },
  );

  it('is asked for anew each time, and its hashed files are kept for good', () => {
    const { DefaultCacheBehavior, CacheBehaviors } = distribution(full);
    // AWS's managed CachingDisabled and CachingOptimized
    expect(DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(CacheBehaviors.at(-1)?.CachePolicyId).toBe('658327ea-f89d-4fab-a63d-7e88639e58f6');
    expect(Object.values(ofType(full, 'Custom::CDKBucketDeployment'))).toMatchObject([
      { DestinationBucketKeyPrefix: 'assets', Prune: false, SystemMetadata: { 'cache-control': IMMUTABLE } },
      { Exclude: ['assets/*'], SystemMetadata: { 'cache-control': 'no-cache' } },
    ]);
  });

  it("has its configuration from the stack's own outputs, and not the demo's", () => {
    expect(configuration(full)).toEqual({
      title: 'Macie jobs',
      gateway: '/macie/{region}',
      logs: {},
      signIn: {
        authority: 'https://cognito-idp.eu-west-1.amazonaws.com/<PeopleE38C8D03>',
        clientId: '<PeoplePageBAA7AC59>',
        scope: 'openid email',
        cognitoDomain: 'macie-jobs-111122223333.auth.eu-west-1.amazoncognito.com',
        provider: 'cognito-idp.eu-west-1.amazonaws.com/<PeopleE38C8D03>',
      },
      accounts: [
        { ...example.accounts[0], credentials: { identityPoolId: IDENTITY_POOL } },
        {
          id: 'production',
          label: 'Production',
          accountId: '444455556666',
          regions: ['eu-west-1'],
          credentials: {
            identityPoolId: IDENTITY_POOL,
            roleArn: 'arn:aws:iam::444455556666:role/MacieJobMonitorReader',
            externalId: 'macie-job-monitor',
          },
        },
      ],
    });
    expect(full.uploads.filter(({ files }) => files.includes('config.json'))).toHaveLength(1);
    expect(full.uploads.filter(({ files }) => files.includes('index.html'))).toHaveLength(1);
  });

  it('is not deployed before it is built', () => {
    expect(() => monitor(plain, { dist: '/nowhere' })).toThrow('npm run build');
  });

  it('has TLS 1.2 at least on a name of its own, and the firewall and logs that are asked for', () => {
    expect(distribution(full)).toMatchObject({
      Aliases: ['macie.example.org'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    const webAclArn =
      'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/00000000-0000-4000-8000-000000000000';
    const guarded = distribution(monitor({ ...plain, webAclArn, logBucket: 'our-logs' }));
    expect(guarded).toMatchObject({
      WebACLId: webAclArn,
      Logging: { Bucket: expect.stringMatching(/^our-logs\.s3\./) as unknown },
    });
  });
});

describe('sign-in', () => {
  it('is for people whom an administrator adds, with a second factor', () => {
    expect(only(full, 'AWS::Cognito::UserPool')).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      DeletionProtection: 'ACTIVE',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    });
  });

  it('is the code grant of a client without a secret, back to this page only', () => {
    expect(only(full, 'AWS::Cognito::UserPoolClient')).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['https://macie.example.org/signed-in'],
      LogoutURLs: ['https://macie.example.org/signed-out'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: { Feature: 'ENABLED' },
    });
    expect(JSON.stringify(only(least, 'AWS::Cognito::UserPoolClient')['CallbackURLs'])).toMatch(
      /"https:\/\/",\{"Fn::GetAtt":\["Distribution\w+","DomainName"\]\},"\/signed-in"/,
    );
  });

  it('can be with an issuer that there is already', () => {
    const issuer = { authority: 'https://login.example.org/tenant/', clientId: 'monitor' };
    const stack = monitor({ ...plain, issuer });
    expect(ofType(stack, 'AWS::Cognito::UserPool')).toEqual({});
    expect(only(stack, 'AWS::IAM::OIDCProvider')).toEqual({
      Url: issuer.authority,
      ClientIdList: ['monitor'],
    });
    const { OpenIdConnectProviderARNs, CognitoIdentityProviders } = only(stack, 'AWS::Cognito::IdentityPool');
    expect(OpenIdConnectProviderARNs).toEqual([{ 'Fn::GetAtt': ['Issuer', 'Arn'] }]);
    expect(CognitoIdentityProviders).toBeUndefined();
    expect(configuration(stack).signIn).toEqual({ ...issuer, provider: 'login.example.org/tenant' });
    expect(policyHeaders(stack, 'PageHeaders')).toMatchObject(securityHeaders(configuration(stack)));
    expect(policyHeaders(stack, 'PageHeaders')['Content-Security-Policy']).toContain(
      'https://login.example.org;',
    );
  });

  it('can be with a user pool that there is already', () => {
    const provider = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
    const stack = monitor({ ...plain, issuer: { authority: `https://${provider}`, clientId: 'monitor' } });
    expect(ofType(stack, 'AWS::IAM::OIDCProvider')).toEqual({});
    expect(only(stack, 'AWS::Cognito::IdentityPool')).toMatchObject({
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId: 'monitor', ServerSideTokenCheck: true }],
    });
  });
});

describe('a further account', () => {
  it('needs an external id', () => {
    expect(() => monitor(plain, { account: '999999999999' })).toThrow('needs an externalId');
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
    const logs = Object.values(stack.resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(logs).toHaveProperty('Condition', 'LogsAreRead');
    expect(statements(logs)).toEqual([
      {
        Effect: 'Allow',
        Action: 'logs:FilterLogEvents',
        Resource: inThisAccount('logs', 'log-group:/aws/macie/classificationjobs:*'),
      },
    ]);
  });

  it('takes it from a template that stands alone, as a StackSet needs', () => {
    const { template, uploads } = readerRole();
    expect(Object.keys(template['Parameters'] ?? {})).toEqual(['MonitorRoleArn', 'ExternalId', 'ReadLogs']);
    expect(template).not.toHaveProperty('Rules');
    expect(uploads).toEqual([]);
  });
});

const IDENTITY_POOL = 'eu-west-1:<Identities>';
const IMMUTABLE = 'public, max-age=31536000, immutable';

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly CachePolicyId: unknown;
  readonly ResponseHeadersPolicyId: unknown;
}
interface DistributionConfig {
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: readonly Behaviour[];
  readonly Origins: readonly { readonly Id: string }[];
}

function distribution(stack: Synthesised): DistributionConfig {
  return only(stack, 'AWS::CloudFront::Distribution')['DistributionConfig'] as DistributionConfig;
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

/** The deployed config.json; what only the deployment knows stands as `<its name in the template>`. */
function configuration(stack: Synthesised): PageConfiguration {
  const folder = stack.uploads.find(({ files }) => files.includes('config.json'))?.folder ?? '';
  const markers = Object.values(ofType(stack, 'Custom::CDKBucketDeployment')).flatMap(
    ({ SourceMarkers }) => (SourceMarkers ?? []) as Record<string, { Ref: string }>[],
  );
  let text = readFileSync(join(folder, 'config.json'), 'utf8');
  for (const [marker, { Ref }] of markers.flatMap((found) => Object.entries(found))) {
    // CloudFormation refers to an identity pool by its id, which begins with its Region.
    text = text.replaceAll(marker, Ref === 'Identities' ? IDENTITY_POOL : `<${Ref}>`);
  }
  return JSON.parse(text) as PageConfiguration;
}

/** A response headers policy as the headers that it sends. */
function policyHeaders(stack: Synthesised, name: string): Record<string, string> {
  const policies = Object.entries(ofType(stack, 'AWS::CloudFront::ResponseHeadersPolicy'));
  const properties = policies.find(([id]) => id.startsWith(name))?.[1];
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = (
    properties as unknown as { ResponseHeadersPolicyConfig: HeadersPolicy }
  ).ResponseHeadersPolicyConfig;
  expect(JSON.stringify(properties)).not.toContain('"Override":false');
  const { AccessControlMaxAgeSec, IncludeSubdomains } = security.StrictTransportSecurity;
  return {
    'Content-Security-Policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'X-Content-Type-Options': security.ContentTypeOptions.Override ? 'nosniff' : '',
    'X-Frame-Options': security.FrameOptions.FrameOption,
    'Referrer-Policy': security.ReferrerPolicy.ReferrerPolicy,
    'Strict-Transport-Security': `max-age=${AccessControlMaxAgeSec}${IncludeSubdomains ? '; includeSubDomains' : ''}`,
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
  };
}

interface HeadersPolicy {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: string };
    readonly ContentTypeOptions: { readonly Override: boolean };
    readonly FrameOptions: { readonly FrameOption: string };
    readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
    readonly StrictTransportSecurity: {
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains: boolean;
    };
  };
  readonly CustomHeadersConfig: {
    readonly Items: readonly { readonly Header: string; readonly Value: string }[];
  };
}
