import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import type { Environment } from 'aws-cdk-lib';
import { CfnIdentityPool, CfnIdentityPoolRoleAttachment } from 'aws-cdk-lib/aws-cognito';
import { PolicyDocument, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { securityHeaders } from '../headers.ts';
import { pageConfiguration, readerRoleArn, SIGNED_IN, SIGNED_OUT } from './page-configuration.ts';
import type { PageConfiguration } from './page-configuration.ts';
import { readStatements } from './reading.ts';
import type { Settings } from './settings.ts';
import { existingIssuer, ownIssuer, signInHost } from './sign-in.ts';
import { site } from './site.ts';

export interface MonitorProps {
  /** Both must be known: the policies name them. */
  readonly env: Required<Environment>;
  readonly settings: Settings;
  /** The folder with the built page. */
  readonly dist: string;
}

/** The whole monitor: the page, its gateway, sign-in, and the one role that signed-in people get. */
export class MonitorStack extends Stack {
  constructor(scope: Construct, id: string, { env, settings, dist }: MonitorProps) {
    super(scope, id, { env, description: 'Macie Job Monitor', analyticsReporting: false });
    if (Token.isUnresolved(env.account) || Token.isUnresolved(env.region)) {
      throw new Error('The account and Region of the stack must be known: sign in to AWS, or set env');
    }
    for (const { id, accountId, externalId } of settings.accounts) {
      if (!externalId && accountId !== env.account) {
        throw new Error(
          `accounts: ${id} is not the stack's account ${env.account}, so it needs an externalId`,
        );
      }
    }

    const { files, distribution } = site(this, settings, securityHeaders(hostsOf(this, settings)));
    const origin = `https://${settings.domain?.name ?? distribution.distributionDomainName}`;
    const issuer = settings.issuer ? existingIssuer(this, settings.issuer) : ownIssuer(this, origin);
    const pool = new CfnIdentityPool(this, 'Identities', {
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: false,
      ...issuer.identities,
    });
    const role = readerRole(this, pool, settings);
    new CfnIdentityPoolRoleAttachment(this, 'IdentityRole', {
      identityPoolId: pool.ref,
      roles: { authenticated: role.roleArn },
    });

    const configuration = pageConfiguration(settings, { identityPoolId: pool.ref, signIn: issuer.signIn });
    deploy(this, files, dist, configuration);
    new CfnOutput(this, 'Url', { value: origin });
    new CfnOutput(this, 'SignedInUrl', { value: `${origin}${SIGNED_IN}` });
    new CfnOutput(this, 'SignedOutUrl', { value: `${origin}${SIGNED_OUT}` });
    new CfnOutput(this, 'DistributionDomainName', { value: distribution.distributionDomainName });
    new CfnOutput(this, 'MonitorRoleArn', { value: role.roleArn });
  }
}

/**
 * The configuration as far as it is known before deployment. That is enough for the hosts that the browser may
 * reach: their names contain no ids.
 */
function hostsOf(stack: Stack, settings: Settings): PageConfiguration {
  const own = {
    authority: `https://cognito-idp.${stack.region}.amazonaws.com`,
    cognitoDomain: signInHost(stack),
  };
  return pageConfiguration(settings, {
    identityPoolId: `${stack.region}:`,
    signIn: { clientId: '', provider: '', ...(settings.issuer ?? own) },
  });
}

/** The role of signed-in people, with everything that they may do. */
function readerRole(stack: Stack, pool: CfnIdentityPool, settings: Settings): Role {
  const { accounts } = settings;
  const further = accounts.filter((account) => account.externalId);
  const statements = [
    ...(further.length < accounts.length ? readStatements(stack.account, settings) : []),
    ...(further.length > 0
      ? [
          new PolicyStatement({
            actions: ['sts:AssumeRole'],
            resources: [...new Set(further.map(({ accountId }) => readerRoleArn(accountId)))],
          }),
        ]
      : []),
  ];
  return new Role(stack, 'Reader', {
    description: 'People who are signed in to Macie Job Monitor: list and describe Macie jobs',
    assumedBy: new WebIdentityPrincipal('cognito-identity.amazonaws.com', {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': pool.ref },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    }),
    inlinePolicies: { ReadJobs: new PolicyDocument({ statements }) },
  });
}

/**
 * Copies the page into the bucket, with this stack's configuration instead of the demo's. The CDK uses a Lambda
 * function for this, only at deployment; none handles requests.
 */
function deploy(stack: Stack, files: Bucket, dist: string, configuration: PageConfiguration): void {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${dist} has no page: run npm run build first`);
  // Files of earlier releases stay for pages that are still open.
  const hashed = new BucketDeployment(stack, 'HashedFiles', {
    destinationBucket: files,
    destinationKeyPrefix: 'assets',
    // Source maps are not deployed: no browser asks for them.
    sources: [Source.asset(join(dist, 'assets'), { exclude: ['*.map'] })],
    cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    prune: false,
  });
  const rest = new BucketDeployment(stack, 'Page', {
    destinationBucket: files,
    sources: [
      Source.asset(dist, { exclude: ['assets', 'config.json', '.*'] }),
      Source.jsonData('config.json', configuration),
    ],
    cacheControl: [CacheControl.noCache()],
    exclude: ['assets/*'],
  });
  // The files that the page loads come first.
  rest.node.addDependency(hashed);
}
