import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatView, parseView } from '../../criteria/link.ts';
import { isChanged, type SavedView, updateView } from './saved-views.ts';
import { DropDown } from '../../../components/drop-down.tsx';
import { changeSavedViews, openedView, useSavedViews } from './saved-views-store.ts';
import { PassingButton, ToolButton } from '../toolbar/tool-button.tsx';
import { useSetView, useView } from '../use-view.ts';
import classes from '../toolbar/toolbar.module.css';

const loadPanel = () => import('./saved-views-panel.tsx');

/** The reader's named views; says which one is open and whether it has been changed. */
export function SavedViewsMenu() {
  const view = useView();
  const setView = useSetView();
  const open = useOpenView();
  const changed = open && isChanged(view, open);
  return (
    <>
      <DropDown
        load={loadPanel}
        renderTarget={(opener) => (
          <ToolButton
            icon={
              open ? <IconBookmarkFilled size={15} aria-hidden /> : <IconBookmark size={15} aria-hidden />
            }
            {...opener}
          >
            {open ? `View: ${open.name}` : 'Saved views'}
          </ToolButton>
        )}
      >
        {({ SavedViewsPanel }, close) => <SavedViewsPanel open={open} onOpened={close} />}
      </DropDown>
      {changed && (
        <span className={classes['changed']} role="group" aria-label="Changed view">
          <span className={classes['quiet']}>Changed since saved:</span>
          <PassingButton
            onClick={() => {
              changeSavedViews((saved) => updateView(saved, open.id, view));
            }}
          >
            Save
          </PassingButton>
          <PassingButton
            variant="plain"
            onClick={() => {
              setView(() => parseView(open.link).view);
            }}
          >
            Revert
          </PassingButton>
        </span>
      )}
    </>
  );
}

/**
 * The saved view that the reader is in: one that says what the link says, else the one that was opened last in
 * this tab, until they go to the whole list.
 */
function useOpenView(): SavedView | undefined {
  const { views } = useSavedViews();
  const link = formatView(useView());
  const [opened, setOpened] = useState(openedView.get);
  const last = views.find(({ id }) => id === opened);
  const same = last?.link === link ? last : views.find((view) => view.link === link);
  const open = same ?? (link === '' ? undefined : last);
  if (open?.id !== opened) setOpened(open?.id);
  useEffect(() => {
    openedView.set(open?.id);
  }, [open?.id]);
  return open;
}
