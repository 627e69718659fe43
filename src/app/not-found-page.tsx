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
    <PlainPage title="That job is somewhere else">
      <p>
        {account ? (
          <>
            This page is not set up for the Region <code>{job.region}</code> of {account.label}.
          </>
        ) : (
          <>
            This page is not set up for an account <code>{job.account}</code>.
          </>
        )}{' '}
        The link may be of another deployment, or its account or Region has been renamed or taken out since.
      </p>
      <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
    </PlainPage>
  ) : (
    <PlainPage title="There is no such page">
      <p>
        The link may have lost a part on its way. A job’s address is /jobs/account/Region/job id; the list is
        /jobs.
      </p>
      <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
    </PlainPage>
  );
}
