import { cloneElement, useEffect, useRef, useState } from 'react';
import type { AriaAttributes, ReactElement, ReactNode } from 'react';
import { NotLoaded, useLater } from './lazy.tsx';

/** What a button needs to open a drop-down. */
export interface Opener {
  readonly onClick: () => void;
  readonly onFocus: () => void;
  readonly onPointerEnter: () => void;
}

const loadPanel = () => import('./drop-panel.tsx');

/**
 * A button with a panel that is fetched only when somebody is about to open it, as is all that makes a panel. It is a
 * dialog named after its button, holds the focus, and gives it back.
 */
export function DropDown<T>({
  renderTarget,
  load,
  children,
}: {
  renderTarget: (opener: Opener) => ReactElement<AriaAttributes>;
  /** Fetches the module that holds the panel; called as often as it may be needed. */
  load: () => Promise<T>;
  children: (module: T, close: () => void) => ReactNode;
}) {
  const [wanted, setWanted] = useState(false);
  const [panel, fetchPanel] = useLater(loadPanel);
  const [module, fetchModule] = useLater(load);
  const fetchAll = () => {
    fetchPanel();
    fetchModule();
  };
  // It opens with all that is in it, or the focus would find nothing to stand on.
  const opened = wanted && panel !== undefined && module !== undefined;
  // Once it has been opened, the button belongs to the panel: not before, as that makes it anew.
  const [used, setUsed] = useState(false);
  if (opened && !used) setUsed(true);
  const button = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const { current: opener } = button;
    return () => {
      // The focus has gone with the panel, unless the reader put it somewhere else.
      if (document.activeElement === document.body) opener?.focus({ preventScroll: true });
    };
  }, [opened]);
  const target = renderTarget({
    onClick: () => {
      fetchAll();
      setWanted(!wanted);
    },
    onFocus: fetchAll,
    onPointerEnter: fetchAll,
  });
  if (!used || !panel || panel === 'failed') {
    return (
      <>
        {cloneElement(target, { 'aria-haspopup': 'dialog', 'aria-expanded': false })}
        {wanted && panel === 'failed' && <NotLoaded />}
      </>
    );
  }
  return (
    <panel.DropPanel opened={opened} onChange={setWanted} target={target} targetRef={button}>
      {module === 'failed' ? (
        <NotLoaded />
      ) : (
        module &&
        children(module, () => {
          setWanted(false);
        })
      )}
    </panel.DropPanel>
  );
}

/**
 * For the control of a panel where the focus begins. Mantine's focus trap knows the attribute when the panel
 * opens; the ref serves when a panel changes what it shows.
 */
export const INITIAL_FOCUS = {
  'data-autofocus': true,
  ref: (control: HTMLElement | null) => {
    control?.focus({ preventScroll: true });
  },
};
