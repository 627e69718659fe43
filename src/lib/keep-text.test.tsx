import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { keepText } from './keep-text.ts';

let stop = () => {};

afterEach(() => {
  stop();
});

/** Waits until what was observed has been handled. */
const settle = () => act(async () => {});

function texts(node: Node): Text[] {
  return [...node.childNodes].flatMap((child) => (child instanceof Text ? [child] : texts(child)));
}

/** What translators do: another element in the place of each text. */
function replaceText(): void {
  for (const text of texts(document.body)) {
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstElementChild?.append(`translated ${text.data}`);
    text.replaceWith(font);
  }
}

/** What others do: the same text in an element. */
function wrapText(): void {
  for (const text of texts(document.body)) {
    const font = document.createElement('font');
    text.before(font);
    font.append(text);
  }
}

function Counter() {
  const [count, setCount] = useState(0);
  return (
    <button
      type="button"
      onClick={() => {
        setCount(count + 1);
      }}
    >
      {count > 0 && <b>new</b>}
      {count} jobs
    </button>
  );
}

test.each([
  ['replaced', replaceText],
  ['wrapped', wrapText],
])('text that is %s is put back, and goes on changing', async (_, change) => {
  const { container } = render(<Counter />);
  stop = keepText(document.body, () => {});
  const before = container.innerHTML;
  change();
  expect(container.innerHTML).not.toBe(before);
  await settle();
  expect(container.innerHTML).toBe(before);
  act(() => {
    screen.getByRole('button').click();
  });
  expect(container).toHaveTextContent('new1 jobs');
});

test('a translator that never stops is given in to', async () => {
  render(<Counter />);
  const givenIn = vi.fn<() => void>();
  stop = keepText(document.body, givenIn);
  for (let round = 0; round < 30; round += 1) {
    replaceText();
    // oxlint-disable-next-line no-await-in-loop -- One after another is what it is about.
    await settle();
  }
  expect(givenIn).toHaveBeenCalledOnce();
  expect(document.body).toHaveTextContent(/^translated/);
});
