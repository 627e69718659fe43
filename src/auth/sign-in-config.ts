/** How people sign in: an OpenID Connect issuer that the identity pools trust. */
export interface SignIn {
  /** The issuer, such as `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc`. */
  readonly authority: string;
  readonly clientId: string;
  readonly scope?: string | undefined;
  /** The managed login's host, or URL, for a Cognito user pool, whose logout is not the standard one. */
  readonly cognitoDomain?: string | undefined;
  /** The issuer's name in the identity pool's logins; by default the authority without `https://`. */
  readonly provider?: string | undefined;
}
