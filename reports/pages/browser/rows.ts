/** The rows behind a table: a link to one opens it, and its command is copied by one click. */

/** Opens the details that the address names. */
export function openNamed(): void {
  const open = (): void => {
    const id = location.hash.slice(1);
    const named = id === '' || id.includes('=') ? null : document.getElementById(id);
    if (!(named instanceof HTMLDetailsElement)) return;
    named.open = true;
    named.scrollIntoView();
  };
  open();
  addEventListener('hashchange', open);
}

/** A button beside each command. A page from disk has no clipboard of its own in every browser: the text is selected instead. */
export function addCopyButtons({ copy, copied }: { readonly copy: string; readonly copied: string }): void {
  for (const command of document.querySelectorAll<HTMLElement>('pre.command')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = copy;
    button.addEventListener('click', async () => {
      const done = await copyText(command);
      if (done) button.textContent = copied;
    });
    command.after(button);
  }
}

async function copyText(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
