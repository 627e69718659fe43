import * as v from 'valibot';
import type { Account } from '../aws/account.ts';
import { type Insight, INSIGHTS } from '../aws/operations.ts';
import { MACIE_REGIONS } from '../aws/regions.ts';
import type { SignIn } from '../auth/sign-in-config.ts';

/** What `/config.json` says. */
export interface Config {
  readonly title: string;
  /** Where the gateway to Macie is, with `{region}`. */
  readonly gateway: string;
  readonly signIn: SignIn | null;
  /** Where CloudWatch Logs answers when its events may be read; false where they may not. */
  readonly logs: false | { readonly endpoint?: string | undefined };
  /** What is shown beyond the jobs; each needs actions of its own. */
  readonly insights: readonly Insight[];
  readonly accounts: readonly Account[];
}

/** One bad field of a configuration: where it is and what it should be. */
export interface ConfigProblem {
  /** A path such as `accounts[0].regions[1]`; empty for the file as a whole. */
  readonly field: string;
  readonly problem: string;
}

/** The configuration is bad; `problems` names each bad field. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super('The configuration of this page is not valid.');
    this.problems = problems;
  }
}

/** The page's configuration, from what was answered for `/config.json`. Throws a ConfigError that names every bad field. */
export async function loadConfig(answer: Promise<Response>): Promise<Config> {
  let response: Response;
  try {
    response = await answer;
  } catch (error) {
    throw new ConfigError([
      { field: '', problem: `/config.json could not be fetched: ${messageOf(error)}.` },
    ]);
  }
  if (!response.ok) {
    throw new ConfigError([{ field: '', problem: `/config.json answered with HTTP ${response.status}.` }]);
  }
  const text = await response.text();
  try {
    return parseConfig(JSON.parse(text));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([{ field: '', problem: `/config.json is not JSON: ${messageOf(error)}.` }]);
  }
}

/** The configuration in a parsed JSON value. Throws a ConfigError that names every bad field. */
export function parseConfig(value: unknown): Config {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new ConfigError(
    result.issues.map((issue) => ({ field: pathOf(issue.path), problem: problemOf(issue) })),
  );
}

const text = (should: string) => v.pipe(v.string(should), v.trim(), v.minLength(1, should));

/** A path of this origin or an http(s) URL, and nothing that a browser would run. */
const place = v.pipe(
  v.string(),
  v.regex(
    /^(https?:\/\/[^\s/\\]|\/(?![/\\]))[^\\]*$/,
    'should be a path of this site, such as /macie/{region}, or a URL with https://',
  ),
);

const account = v.pipe(
  v.object({
    id: v.pipe(
      v.string('should be a short name for links, such as "security"'),
      v.regex(
        /^[a-z0-9][a-z0-9-]*$/,
        'should have only lowercase letters, digits and hyphens: it stands in links',
      ),
    ),
    label: text('should be the account’s name for people'),
    accountId: v.pipe(
      v.string('should be the account number, in quotes'),
      v.regex(/^\d{12}$/, 'should be an AWS account number: 12 digits, in quotes'),
    ),
    regions: v.pipe(
      v.array(
        v.picklist(MACIE_REGIONS, (issue) => `should be a Region where Macie exists, not ${issue.received}`),
        'should be a list of Regions',
      ),
      v.minLength(1, 'should name at least one Region'),
      v.transform((regions) => [...new Set(regions)]),
    ),
    credentials: v.object({
      identityPoolId: v.pipe(
        v.string('should be the id of a Cognito identity pool'),
        v.regex(/^[\w-]+:[0-9a-f-]{36}$/, 'should be an identity pool id, such as us-east-1:xxxxxxxx-xxxx-…'),
      ),
      endpoint: v.optional(place),
      roleArn: v.optional(
        v.pipe(v.string(), v.regex(/^arn:aws:iam::\d{12}:role\/.+$/, 'should be the ARN of an IAM role')),
      ),
      externalId: v.optional(text('should be the external id that the role’s trust policy names')),
      sessionName: v.optional(
        v.pipe(v.string(), v.regex(/^[\w+=,.@-]{2,64}$/, 'should be 2 to 64 of A-Z a-z 0-9 + = , . @ -')),
      ),
      stsEndpoint: v.optional(place),
    }),
  }),
  v.forward(
    v.check(({ accountId, credentials: { roleArn } }) => {
      const owner = /^arn:aws:iam::(\d{12}):/.exec(roleArn ?? '')?.[1];
      return owner === undefined || owner === accountId;
    }, 'should be a role of the account that accountId names, whose jobs would otherwise be shown as another account’s'),
    ['credentials', 'roleArn'],
  ),
);

/** Where an issue is, as Valibot wants to know it. */
function pathItem(input: unknown[], key: number): v.ArrayPathItem {
  return { type: 'array', origin: 'value', input, key, value: input[key] };
}

const schema = v.object({
  title: v.optional(text('should be the page’s title'), 'Macie jobs'),
  gateway: v.pipe(
    v.optional(place, '/macie/{region}'),
    v.includes('{region}', 'should have {region} where the Region stands'),
  ),
  signIn: v.optional(
    v.nullable(
      v.object({
        authority: v.pipe(
          v.string('should be the issuer’s URL'),
          v.regex(/^https?:\/\/[^\s]+$/, 'should be the issuer’s URL, with https://'),
        ),
        clientId: text('should be the client id that the issuer gave this page'),
        scope: v.optional(text('should be the scopes to ask for, such as "openid email"')),
        cognitoDomain: v.optional(
          v.pipe(
            v.string(),
            v.regex(
              /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?(\/[^\s?#]*)?$/,
              'should be the host of the managed login',
            ),
          ),
        ),
        provider: v.optional(text('should be the issuer’s name in the identity pool’s logins')),
      }),
    ),
    null,
  ),
  logs: v.optional(
    v.union([v.literal(false), v.object({ endpoint: v.optional(place) })], 'should be false or an object'),
    false,
  ),
  insights: v.optional(
    v.array(
      v.picklist(INSIGHTS, (issue) => `should be one of ${INSIGHTS.join(', ')}, not ${issue.received}`),
      `should be a list of ${INSIGHTS.join(', ')}`,
    ),
    [],
  ),
  accounts: v.pipe(
    v.array(account, 'should be a list of accounts'),
    v.minLength(1, 'should name at least one account'),
    v.check(
      (accounts) => new Set(accounts.map(({ id }) => id)).size === accounts.length,
      'should have a different id for each account',
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const seen = new Map<string, string>();
      for (const [index, { id, accountId, regions }] of dataset.value.entries()) {
        for (const region of regions) {
          const before = seen.get(`${accountId}/${region}`);
          if (before !== undefined && before !== id) {
            addIssue({
              message: `names ${region} of account ${accountId} a second time, after the account ${before}: its jobs would be listed twice`,
              path: [pathItem(dataset.value, index)],
            });
          }
          seen.set(`${accountId}/${region}`, id);
        }
      }
    }),
  ),
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pathOf(path: readonly { key: unknown }[] | undefined): string {
  return (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function problemOf({ message, expected }: v.BaseIssue<unknown>): string {
  if (message.startsWith('Invalid key')) return 'is missing';
  return message.startsWith('Invalid type') ? `should be of the type ${expected}` : message;
}
