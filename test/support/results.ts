import { type Result, renderMistake } from '../../lib/baseline/mistake';

/** The value of a result that is expected to have one. */
export function expectValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.mistakes.map(renderMistake).join('\n'));
}

/** The mistakes of a result as people read them; the folder they are in is left out. */
export function mistakesOf(result: Result<unknown>, folder: string): string[] {
  if (result.ok) throw new Error('a mistake was expected, and there is none');
  return result.mistakes.map(({ file, ...rest }) => {
    const short = file.startsWith(folder) ? file.slice(folder.length).replace(/^\//, '') : file;
    return renderMistake({ ...rest, file: short === '' ? '.' : short }).replaceAll(folder, '.');
  });
}
