import { LIST_PATH } from '../jobs/criteria-link.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { PlainPage } from '../ui/plain-page.tsx';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PlainPage title="There is no such page">
      <p>
        The link may have lost a part on its way. A job’s address is /jobs/account/Region/job id; the list is
        /jobs.
      </p>
      <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
    </PlainPage>
  );
}
