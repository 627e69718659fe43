import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Term } from '../../criteria/criteria.ts';
import { renderInMonitor } from '../../../testing/render-in-monitor.tsx';
import { newTerm, TermEditor } from './term-editor.tsx';

function edit(term: Term) {
  const onApply = vi.fn<(term: Term) => void>();
  return { ...renderInMonitor(<TermEditor term={term} onApply={onApply} />), onApply };
}

const apply = () => screen.getByRole('button', { name: 'Apply' });

test('ticked statuses become the values of one term', async () => {
  const { user, onApply } = edit(newTerm('status'));
  await user.click(screen.getByRole('checkbox', { name: /^Running/ }));
  await user.click(screen.getByRole('checkbox', { name: /^Idle/ }));
  await user.click(apply());
  expect(onApply).toHaveBeenCalledExactlyOnceWith({
    field: 'status',
    comparator: 'EQ',
    exclude: false,
    values: ['RUNNING', 'IDLE'],
  });
});

test('a term goes to the excludes', async () => {
  const { user, onApply } = edit({ field: 'name', comparator: 'CONTAINS', exclude: false, values: ['pii'] });
  await user.click(screen.getByRole('radio', { name: 'Exclude' }));
  await user.click(apply());
  expect(onApply).toHaveBeenCalledExactlyOnceWith({
    field: 'name',
    comparator: 'CONTAINS',
    exclude: true,
    values: ['pii'],
  });
});

test('the comparator can be any of the API’s', async () => {
  const { user, onApply } = edit({ field: 'name', comparator: 'EQ', exclude: false, values: ['a'] });
  await user.selectOptions(screen.getByRole('combobox', { name: /comparator$/ }), 'GT');
  await user.click(apply());
  expect(onApply).toHaveBeenCalledExactlyOnceWith({
    field: 'name',
    comparator: 'GT',
    exclude: false,
    values: ['a'],
  });
});

test('a term without a value is not applied, and the editor says what is missing', async () => {
  const { user, onApply } = edit(newTerm('status'));
  await user.click(apply());
  expect(screen.getByRole('alert')).toHaveTextContent('Choose at least one.');
  expect(onApply).not.toHaveBeenCalled();
});

test('a time that is none is not applied', async () => {
  const { user, onApply } = edit(newTerm('created'));
  await user.type(screen.getByRole('textbox'), 'yesterday-ish');
  await user.click(apply());
  expect(screen.getByRole('textbox')).toBeInvalid();
  expect(onApply).not.toHaveBeenCalled();
});
