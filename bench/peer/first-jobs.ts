import { ListClassificationJobsCommand, Macie2Client } from '@aws-sdk/client-macie2';
import type { JobStatus, JobSummary } from '@aws-sdk/client-macie2';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { throughGateway } from '../../src/aws/gateway-middleware.ts';

/** A row: a job and its Region. */
export interface Row extends JobSummary {
  region: string;
}

interface Config {
  gateway: string;
  accounts: { regions: string[]; credentials: { identityPoolId: string; endpoint: string } }[];
}

/** The first page of each source that an address asks for, by the same calls that ours makes. */
export async function firstJobs(wanted: URLSearchParams): Promise<Row[]> {
  const config = (await (await fetch('/config.json')).json()) as Config;
  const reads = config.accounts.flatMap(({ regions, credentials: { identityPoolId, endpoint } }) => {
    const credentials = fromCognitoIdentityPool({
      identityPoolId,
      clientConfig: {
        region: identityPoolId.split(':', 1)[0] ?? '',
        endpoint: new URL(endpoint, window.location.href).href,
      },
    });
    return regions
      .filter((region) => !wanted.has('region') || wanted.getAll('region').includes(region))
      .map(async (region) => {
        const client = new Macie2Client({ region, credentials });
        client.middlewareStack.use(throughGateway(config.gateway, region));
        const status = wanted.getAll('status') as JobStatus[];
        const { items = [] } = await client.send(
          new ListClassificationJobsCommand({
            ...(status.length > 0 && {
              filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: status }] },
            }),
            sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' },
            maxResults: 50,
          }),
        );
        return items.map((job) => Object.assign(job, { region }));
      });
  });
  return (await Promise.all(reads)).flat();
}
