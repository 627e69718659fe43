import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayFunction, siteFunction } from './edge-functions.ts';
import { securityHeaders } from '../headers.ts';
import type { PageConfiguration } from './page-configuration.ts';
import { EXAMPLE, ofType, only, PLAIN, stackSynthesizer } from './stack-template.ts';
import type { Synthesised } from './stack-template.ts';

const { monitor, remove } = stackSynthesizer();
afterAll(remove);

let full: Synthesised;
let least: Synthesised;
beforeAll(() => {
  full = monitor(EXAMPLE);
  least = monitor(PLAIN);
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
    expect(new Set(code)).toEqual(new Set([siteFunction(), gatewayFunction({})]));
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

  it('is revalidated each time, and its hashed files are cached for good', () => {
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
      insights: [],
      signIn: {
        authority: 'https://cognito-idp.eu-west-1.amazonaws.com/<PeopleE38C8D03>',
        clientId: '<PeoplePageBAA7AC59>',
        scope: 'openid email',
        cognitoDomain: 'macie-jobs-111122223333.auth.eu-west-1.amazoncognito.com',
        provider: 'cognito-idp.eu-west-1.amazonaws.com/<PeopleE38C8D03>',
      },
      accounts: [
        { ...EXAMPLE.accounts[0], credentials: { identityPoolId: IDENTITY_POOL } },
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
    // Neither source maps nor what begins with a dot.
    const uploaded = full.uploads.flatMap(({ files }) => files);
    expect(uploaded).toContain('index-1a2b3c4d.js');
    expect(uploaded.filter((file) => /\.map$|(^|\/)\./.test(file))).toEqual([]);
  });

  it('is not deployed before it is built', () => {
    expect(() => monitor(PLAIN, { dist: '/nowhere' })).toThrow('npm run build');
  });

  it('has TLS 1.2 at least on a name of its own, and the firewall and logs that are asked for', () => {
    expect(distribution(full)).toMatchObject({
      Aliases: ['macie.example.org'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    const webAclArn =
      'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/00000000-0000-4000-8000-000000000000';
    const guarded = distribution(monitor({ ...PLAIN, webAclArn, logBucket: 'our-logs' }));
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
    const stack = monitor({ ...PLAIN, issuer });
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
    const stack = monitor({ ...PLAIN, issuer: { authority: `https://${provider}`, clientId: 'monitor' } });
    expect(ofType(stack, 'AWS::IAM::OIDCProvider')).toEqual({});
    expect(only(stack, 'AWS::Cognito::IdentityPool')).toMatchObject({
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId: 'monitor', ServerSideTokenCheck: true }],
    });
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

/** The deployed config.json, with `<name in the template>` for values that only the deployment knows. */
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
