import { Button } from '../components/button.tsx';
import { ButtonLink } from '../components/button-link.tsx';
import { LIST_PATH } from '../jobs/criteria/link.ts';
import { PlainPage } from '../components/plain-page.tsx';
import classes from '../components/plain-page.module.css';

/** For a page whose code could not be fetched, as after a new version was put up. */
export function NotLoadedPage() {
  return (
    <PlainPage title="This page could not be loaded" alert>
      <p>
        A file of it did not come; nothing at AWS has changed. Check your connection, or reload: there may be
        a newer version of the page.
      </p>
      <div className={classes['ways']}>
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          Reload
        </Button>
        <ButtonLink href={LIST_PATH}>All jobs</ButtonLink>
      </div>
    </PlainPage>
  );
}
