import type { VerifyNews, VerifyOptions, VerifyTask } from './verify-options.ts';
import { showReport } from './verify-report.ts';

/** Milliseconds between two sentences on how far it is: whoever hears the page is not flooded. */
const spoken = 3_000;

/** Runs the verifier beside the page, shows how far it is, then what it found. */
function start(mount: HTMLElement): void {
  const options: VerifyOptions = JSON.parse(mount.dataset.verify ?? '');
  const { words, language } = options;
  const part = <Part extends HTMLElement>(name: string) =>
    mount.querySelector(`[data-verify-${name}]`) as Part;
  const button = part<HTMLButtonElement>('start');
  const stop = part<HTMLButtonElement>('stop');
  const progress = part('progress');
  const said = part('said');
  const result = part('result');
  const bar = progress.querySelector('progress') as HTMLProgressElement;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  let worker: Worker | undefined;
  let spokenAt = 0;
  for (const plain of document.querySelectorAll('[data-plain]')) plain.remove();
  mount.hidden = false;

  const end = () => {
    worker?.terminate();
    worker = undefined;
    progress.hidden = true;
    stop.hidden = true;
    button.disabled = false;
    button.textContent = words.again;
  };
  const fail = (message: string) => {
    end();
    said.textContent = words.failed.replace('{message}', message);
  };
  const hear = (news: VerifyNews) => {
    if (news.kind === 'failed') fail(news.message);
    if (news.kind === 'progress') {
      const share = Math.min(news.share, 1);
      bar.value = Math.round(share * 100);
      if (Date.now() - spokenAt < spoken) return;
      spokenAt = Date.now();
      said.textContent =
        share < 1
          ? words.reading
              .replace('{percent}', percent.format(share))
              .replace('{file}', news.path.split('/').at(-1) ?? '')
          : words.computing;
    }
    if (news.kind === 'done') {
      end();
      said.textContent = '';
      // The focus goes to it: this is what is heard first.
      result.ariaLabel = news.words.verdict;
      showReport(result, news, { download: words.download, file: options.report });
      result.hidden = false;
      result.focus();
    }
  };

  button.addEventListener('click', () => {
    result.hidden = true;
    result.replaceChildren();
    said.textContent = '';
    bar.value = 0;
    progress.hidden = false;
    stop.hidden = false;
    button.disabled = true;
    spokenAt = 0;
    const task: VerifyTask = {
      address: new URL(options.files, location.href).href,
      edition: options.edition,
      language,
      receipts: receiptsIn(fieldOf('own-receipts')),
      held: [fieldOf('own-held')].filter(Boolean),
    };
    worker = new Worker(options.worker);
    worker.onmessage = ({ data }: MessageEvent<VerifyNews>) => hear(data);
    worker.onerror = (event) => fail(event.message || options.worker);
    worker.postMessage(task);
  });
  stop.addEventListener('click', () => {
    end();
    said.textContent = words.stopped;
    button.focus();
  });
}

function fieldOf(id: string): string {
  const field = document.getElementById(id) as HTMLTextAreaElement | null;
  return field?.value.trim() ?? '';
}

/** Files begin with a line of their own; what is none is one code on each line. */
function receiptsIn(text: string): readonly string[] {
  return text
    .split(/^(?=c2sp\.org\/tlog-proof)/m)
    .flatMap((part) => (part.startsWith('c2sp.org/') ? [`${part.trimEnd()}\n`] : part.split('\n')))
    .map((part) => (part.startsWith('c2sp.org/') ? part : part.trim()))
    .filter(Boolean);
}

const mount = document.querySelector<HTMLElement>('[data-verify]');
if (mount) start(mount);
