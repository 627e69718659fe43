import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import type { CfnIdentityPoolProps } from 'aws-cdk-lib/aws-cognito';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { SIGNED_IN, SIGNED_OUT } from './page-configuration.ts';
import type { SignIn } from './page-configuration.ts';
import type { Settings } from './settings.ts';

/** The issuer, as the identity pool and the page's configuration name it. */
export interface Issuer {
  readonly signIn: SignIn;
  readonly identities: Pick<CfnIdentityPoolProps, 'cognitoIdentityProviders' | 'openIdConnectProviderArns'>;
}

/** An existing issuer: a Cognito user pool or another OpenID Connect provider. */
export function existingIssuer(scope: Construct, issuer: NonNullable<Settings['issuer']>): Issuer {
  const { authority, clientId } = issuer;
  const provider = authority.replace(/^https:\/\//, '').replace(/\/$/, '');
  const signIn = { ...issuer, provider };
  if (provider.startsWith('cognito-idp.')) return { signIn, identities: ofUserPool(provider, clientId) };
  const { attrArn } = new CfnOIDCProvider(scope, 'Issuer', { url: authority, clientIdList: [clientId] });
  return { signIn, identities: { openIdConnectProviderArns: [attrArn] } };
}

/** The host of the sign-in pages of the stack's own user pool; unique, as the account has one monitor a Region. */
export function signInHost({ account, region }: Stack): string {
  return `macie-jobs-${account}.auth.${region}.amazoncognito.com`;
}

/** A user pool to which only administrators add people, with a required second factor. */
export function ownIssuer(scope: Construct, origin: string): Issuer {
  const stack = Stack.of(scope);
  const pool = new UserPool(scope, 'People', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 14,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      passwordHistorySize: 5,
      tempPasswordValidity: Duration.days(3),
    },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    // Stolen passwords are refused and odd sign-ins challenged or blocked.
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const host = signInHost(stack);
  pool.addDomain('SignInPages', {
    cognitoDomain: { domainPrefix: host.split('.', 1)[0] ?? '' },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  const client = pool.addClient('Page', {
    generateSecret: false,
    // An empty list would mean Cognito's default, with the flow that rotation of refresh tokens rules out.
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
      callbackUrls: [`${origin}${SIGNED_IN}`],
      logoutUrls: [`${origin}${SIGNED_OUT}`],
    },
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    // A working day; each refresh token is good for one use.
    refreshTokenValidity: Duration.hours(10),
    refreshTokenRotationGracePeriod: Duration.seconds(10),
    idTokenValidity: Duration.hours(1),
    accessTokenValidity: Duration.hours(1),
  });
  new CfnManagedLoginBranding(scope, 'SignInLook', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  new CfnOutput(scope, 'UserPoolId', { value: pool.userPoolId });
  const provider = `cognito-idp.${stack.region}.amazonaws.com/${pool.userPoolId}`;
  return {
    signIn: {
      authority: `https://${provider}`,
      clientId: client.userPoolClientId,
      scope: 'openid email',
      cognitoDomain: host,
      provider,
    },
    identities: ofUserPool(provider, client.userPoolClientId),
  };
}

/** Checks with the user pool each time that the person may still sign in. */
function ofUserPool(providerName: string, clientId: string): Issuer['identities'] {
  return { cognitoIdentityProviders: [{ providerName, clientId, serverSideTokenCheck: true }] };
}
