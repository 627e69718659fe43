import { cloneElement, useEffect, useRef, useState } from 'react';
import type { AriaAttributes, ReactElement, ReactNode } from 'react';
import { NotLoaded, useLazy } from './lazy.tsx';

/** What a button needs to open a drop-down. */
export interface Opener {
  readonly onClick: () => void;
  readonly onFocus: () => void;
  readonly onPointerEnter: () => void;
}

const loadPanel = () => import('./drop-panel.tsx');

/**
 * A button with a panel that is fetched when the reader is about to open it, along with everything that panels are made of.
 * It is a dialog named after its button; it traps the focus and returns it.
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
  const [panel, fetchPanel] = useLazy(loadPanel);
  const [module, fetchModule] = useLazy(load);
  const fetchAll = () => {
    fetchPanel();
    fetchModule();
  };
  // Open the panel together with its content, so that the focus has somewhere to go.
  const opened = wanted && panel !== undefined && module !== undefined;
  // The button joins the panel when it is first opened. Earlier would remount it.
  const [used, setUsed] = useState(false);
  if (opened && !used) setUsed(true);
  const button = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const { current: opener } = button;
    return () => {
      // The focus was lost with the panel, unless the reader moved it.
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
