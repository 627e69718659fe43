import { screen, waitFor, within } from '@testing-library/react';
import { useRef } from 'react';
import { expect, test } from 'vitest';
import { renderInMonitor } from '../../../testing/render-in-monitor.tsx';
import { FilterChips } from './filter-chips.tsx';

function Bar() {
  const rest = useRef<HTMLButtonElement>(null);
  return (
    <>
      <FilterChips rest={rest} />
      <button type="button" ref={rest}>
        Add filter
      </button>
    </>
  );
}

test('there is one chip for each term of the address', () => {
  renderInMonitor(<Bar />, { address: '/jobs?status=RUNNING&status=IDLE&not.name.starts-with=test-' });
  const chips = within(screen.getByRole('list', { name: 'Filters' })).getAllByRole('listitem');
  expect(chips).toHaveLength(2);
});

test('removing a chip takes its term out of the address and moves the focus to the next chip', async () => {
  const { user, address } = renderInMonitor(<Bar />, { address: '/jobs?status=RUNNING&name.contains=pii' });
  const [first] = screen.getAllByRole('button', { name: /^Remove filter/ });
  if (first) await user.click(first);
  await waitFor(() => {
    expect(address()).toBe('/jobs?name.contains=pii');
  });
  const [chip] = screen.getAllByRole('listitem');
  expect(chip?.querySelector('button')).toHaveFocus();
});

test('removing the last chip moves the focus to the button that adds one', async () => {
  const { user, address } = renderInMonitor(<Bar />, { address: '/jobs?status=RUNNING' });
  await user.click(screen.getByRole('button', { name: /^Remove filter/ }));
  await waitFor(() => {
    expect(address()).toBe('/jobs');
  });
  expect(screen.getByRole('button', { name: 'Add filter' })).toHaveFocus();
});

test('a chip opens an editor that changes its term', async () => {
  const { user, address } = renderInMonitor(<Bar />, { address: '/jobs?name=first' });
  await user.click(screen.getByTitle(/first/));
  const editor = within(await screen.findByRole('dialog'));
  const box = await editor.findByRole('textbox');
  await user.clear(box);
  await user.type(box, 'second');
  await user.click(editor.getByRole('button', { name: 'Apply' }));
  await waitFor(() => {
    expect(address()).toBe('/jobs?name=second');
  });
});
