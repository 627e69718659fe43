import { lazy, useState } from 'react';
import type { ComponentType } from 'react';
import classes from './lazy.module.css';

/** A module that is fetched on demand, or `failed`; and the function that starts fetching it. */
export function useLazy<T>(load: () => Promise<T>): readonly [T | 'failed' | undefined, () => void] {
  const [module, setModule] = useState<{ readonly is: T | 'failed' }>();
  const fetchModule = async () => {
    if (module && module.is !== 'failed') return;
    try {
      setModule({ is: await load() });
    } catch {
      setModule({ is: 'failed' });
    }
  };
  return [module?.is, () => void fetchModule()];
}

/** A component that is fetched when it is first rendered; a message replaces it where that fails. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part): { default: ComponentType<Props> } => ({ default: part }),
      () => ({ default: NotLoaded }),
    ),
  );
}

/** Replaces a part that could not be fetched, for example after a new version was deployed. */
export function NotLoaded() {
  return (
    <p role="alert" className={classes['missing']}>
      This part of the page could not be loaded. Check your connection, or reload the page: there may be a
      newer version of it.
    </p>
  );
}
