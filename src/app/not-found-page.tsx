import type { Source } from '../aws/source.ts';
import { LIST_PATH } from '../jobs/criteria/link.ts';
import { useAccount } from '../jobs/queries/monitor.ts';
import { ButtonLink } from '../components/button-link.tsx';
import { PlainPage } from '../components/plain-page.tsx';

/**
 * For an address that leads nowhere.
 *
 * @param job where the job is that the address is about, if it has the form of one
 */
export function NotFoundPage({ job }: { job: Source | undefined }) {
  const account = useAccount(job?.account ?? '');
  return job ? (
    <PlainPage title="That job isn’t available here">
      <p>
        {account ? (
          <>
            This page isn’t configured for the Region <code>{job.region}</code> of {account.label}.
          </>
        ) : (
          <>
            This page isn’t configured for an account <code>{job.account}</code>.
          </>
        )}{' '}
        The link may be from another deployment, or its account or Region was renamed or removed.
      </p>
      <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
    </PlainPage>
  ) : (
    <PlainPage title="Page not found">
      <p>The link may be truncated. A job’s address is /jobs/account/Region/job id; the list is /jobs.</p>
      <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
    </PlainPage>
  );
}
