import { Button } from '../../../components/mantine.ts';
import { useState } from 'react';
import { formatNumber } from '../../../lib/text.ts';
import type { ScopeNode } from './scope.ts';
import { Sentence } from '../sentence.tsx';
import page from '../detail.module.css';
import classes from './scope-tree.module.css';

/** Values that are shown at once; a condition may have hundreds. */
const SHOWN = 30;

/** Conditions as a tree, with AND and OR between those that it joins, and each as AWS writes it. */
export function ScopeTree({ nodes }: { nodes: readonly ScopeNode[] }) {
  return (
    <ul className={classes['tree']}>
      {nodes.map((node) => (
        <li key={node.aws} data-side={node.side}>
          <Node node={node} />
        </li>
      ))}
    </ul>
  );
}

function Node({ node: { text, aws, join, children } }: { node: ScopeNode }) {
  return (
    <>
      <span className={classes['node']}>
        <span>
          <Sentence text={text} />
        </span>
        {aws && (
          <code className={page['member']}>
            <bdi>{aws}</bdi>
          </code>
        )}
      </span>
      {children && join && <Branches nodes={children} join={join} />}
    </>
  );
}

function Branches({ nodes, join }: { nodes: readonly ScopeNode[]; join: 'AND' | 'OR' }) {
  const [all, setAll] = useState(false);
  const shown = all ? nodes : nodes.slice(0, SHOWN);
  return (
    <ul data-join={join}>
      {shown.map((node, index) => (
        // A condition may say the same twice, so only its place is unique.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          {index > 0 && <span className={classes['join']}>{join} </span>}
          <Node node={node} />
        </li>
      ))}
      {shown.length < nodes.length && (
        <li>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              setAll(true);
            }}
          >
            Show all {formatNumber(nodes.length)}
          </Button>
        </li>
      )}
    </ul>
  );
}
