import { Button } from '../components/button.tsx';
import { ButtonLink } from '../components/button-link.tsx';
import { LIST_PATH } from '../jobs/criteria/link.ts';
import { PlainPage } from '../components/plain-page.tsx';
import classes from '../components/plain-page.module.css';

/** For a page whose code could not be fetched, as after a new version was put up. */
export function NotLoadedPage() {
  return (
    <PlainPage title="The page failed to load" alert>
      <p>
        One of its files could not be loaded. Check your connection, or reload: there may be a newer version
        of the page.
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
