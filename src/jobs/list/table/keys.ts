/** Whether a key means something else: text, a panel's key, or a shortcut of the browser. */
export function isForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  );
}

/**
 * The list's key that an event means: the character, or, where a keyboard layout has no Latin letters, the one at that
 * place of the US layout.
 */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (KEYS.has(key) || key.length > 1 || /^[a-z]$/i.test(key)) return key;
  if (code === 'Slash') return shiftKey ? '?' : '/';
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  return letter ? letter.toLowerCase() : key;
}

const KEYS = new Set(['/', '?']);
