import { ListClassificationJobsCommand, Macie2Client } from '@aws-sdk/client-macie2';
import type { JobStatus, JobSummary } from '@aws-sdk/client-macie2';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { createRoot } from 'react-dom/client';
import { throughGateway } from '../../src/aws/gateway-middleware.ts';

/*
 * The least that shows the same first jobs: React, the SDK and a plain table. It reads the same
 * configuration, makes the same calls on the same path, and does nothing else, so nothing that is
 * made with the AWS SDK can be much faster.
 */
interface Config {
  gateway: string;
  accounts: {
    id: string;
    regions: string[];
    credentials: { identityPoolId: string; endpoint: string };
  }[];
}

async function firstJobs(): Promise<{ region: string; job: JobSummary }[]> {
  const config = (await (await fetch('/config.json')).json()) as Config;
  const wanted = new URLSearchParams(window.location.search);
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
        return items.map((job) => ({ region, job }));
      });
  });
  return (await Promise.all(reads)).flat();
}

function Table({ rows }: { rows: { region: string; job: JobSummary }[] }) {
  return (
    <table>
      <tbody>
        {rows.map(({ region, job }) => (
          <tr key={job.jobId}>
            <th scope="row">{job.name}</th>
            <td>{job.jobStatus}</td>
            <td>{job.jobType}</td>
            <td>{job.createdAt?.toISOString()}</td>
            <td>{job.lastRunErrorStatus?.code}</td>
            <td>{region}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Table rows={await firstJobs()} />);
