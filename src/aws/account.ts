/** How the page gets credentials for an account. */
export interface AccountCredentials {
  /** A Cognito identity pool, `{region}:{uuid}`. */
  readonly identityPoolId: string;
  /** Where Cognito identity answers, when not at AWS: a path of this origin or a URL. */
  readonly endpoint?: string | undefined;
  /** A role of the account to assume with the pool's credentials, where the pool is another account's. */
  readonly roleArn?: string | undefined;
  /** What the role's trust policy wants as `sts:ExternalId`. */
  readonly externalId?: string | undefined;
  /** The session's name in the account's CloudTrail. */
  readonly sessionName?: string | undefined;
  /** Where STS answers, when not at AWS. */
  readonly stsEndpoint?: string | undefined;
}

/** An AWS account whose jobs the page shows. */
export interface Account {
  /** Its name in links. */
  readonly id: string;
  /** Its name for people. */
  readonly label: string;
  /** The 12-digit AWS account number. */
  readonly accountId: string;
  /** The Regions to read, such as `eu-west-1`. */
  readonly regions: readonly string[];
  readonly credentials: AccountCredentials;
}
