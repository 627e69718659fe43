/* Only what is used of the package, which a build can tell from here. */
export { fromCognitoIdentityPool, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
