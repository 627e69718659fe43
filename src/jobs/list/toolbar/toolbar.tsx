import { IconColumns3 } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { formatView } from '../../criteria/link.ts';
import { CopyButtons, CopyNotice, type CopyResult } from './copy-buttons.tsx';
import { DropDown } from '../../../components/drop-down.tsx';
import { ExportTools } from './export-tools.tsx';
import type { JobList } from '../job-list.ts';
import { ListKeys } from '../table/keyboard.tsx';
import { SavedViewsMenu } from '../saved-views/saved-views-menu.tsx';
import { ToolButton } from './tool-button.tsx';
import { useView } from '../use-view.ts';
import classes from './toolbar.module.css';

const loadColumns = () => import('./columns-panel.tsx');

/** What can be done with the list as a whole: keep it as a view, lay it out, hand it on. */
export function Toolbar({ list }: { list: JobList }) {
  const view = useView();
  const [copy, setCopy] = useState<CopyResult>();
  const forget = useCallback(() => {
    setCopy(undefined);
  }, []);
  return (
    <div className={classes['bar']} role="group" aria-label="Tools">
      <div className={classes['own']}>
        <SavedViewsMenu />
        <DropDown
          load={loadColumns}
          renderTarget={(opener) => (
            <ToolButton icon={<IconColumns3 size={15} aria-hidden />} {...opener}>
              Columns
            </ToolButton>
          )}
        >
          {({ ColumnsPanel }) => <ColumnsPanel />}
        </DropDown>
      </div>
      <span className={classes['gap']} />
      <CopyButtons onResult={setCopy} />
      {/* An export is of one view; another one begins without it. */}
      <ExportTools key={formatView(view)} list={list} />
      <ListKeys list={list} />
      <CopyNotice result={copy} onDone={forget} />
    </div>
  );
}
