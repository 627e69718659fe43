import { LIST_PATH } from '../jobs/criteria/link.ts';
import { Button } from '../components/button.tsx';
import button from '../components/button.module.css';
import { PlainPage } from '../components/plain-page.tsx';
import classes from '../components/plain-page.module.css';

/** For a mistake of the page itself: what happened, and a way on. */
export function CrashPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <PlainPage title="Something went wrong" alert>
      <p>
        This is an error of this page. Nothing changed at AWS, and your link is still in the address bar. Try
        again, or reload.
      </p>
      <code>{error instanceof Error ? error.message : String(error)}</code>
      <div className={classes['ways']}>
        <Button onClick={reset}>Try again</Button>
        {/* Reloads the page: anything may have failed. */}
        <a href={LIST_PATH} className={button['button']} data-variant="outlined">
          All jobs
        </a>
      </div>
    </PlainPage>
  );
}
