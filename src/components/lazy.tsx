import { lazy, useState } from 'react';
import type { ComponentType } from 'react';
import classes from './lazy.module.css';

/** Something that is fetched when it is needed: itself, or that it could not be fetched; and how to begin. */
export function useLater<T>(load: () => Promise<T>): readonly [T | 'failed' | undefined, () => void] {
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

/** A part of the page that is fetched when it is first drawn, or words in its place where it could not be fetched. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part): { default: ComponentType<Props> } => ({ default: part }),
      () => ({ default: NotLoaded }),
    ),
  );
}

/** In place of a part that could not be fetched, as after a new version was put up. */
export function NotLoaded() {
  return (
    <p role="alert" className={classes['missing']}>
      This part of the page could not be loaded. Check your connection, or reload the page: there may be a
      newer version of it.
    </p>
  );
}
