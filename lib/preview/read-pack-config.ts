import type { Mistake, Result } from '../baseline/mistake';
import { readText } from '../baseline/read-file';
import { parseYaml } from '../baseline/read-yaml';
import { type Path, printable, showPath } from '../baseline/show';
import { YamlDocument } from '../baseline/yaml-document';

/** Far more than a pack's configuration takes. */
const largestBytes = 1024 * 1024;

/**
 * Reads the configuration of a policy pack: a JSON file, as the official engine takes it. JSON is YAML too, whose reader
 * remembers where values stand and refuses a key that is given twice.
 */
export function readPackConfig(file: string): Result<YamlDocument> {
  const text = readText(file, largestBytes);
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (error) {
    return { ok: false, mistakes: [notJson(file, text.value, (error as Error).message)] };
  }
  const document = parseYaml(file, text.value);
  const isYaml =
    document.ok || !document.mistakes.some((one) => one.text.startsWith('cannot be read as YAML'));
  if (isYaml) return document;
  return { ok: true, value: new YamlDocument(file, text.value, { offset: 0, children: new Map() }, value) };
}

/** The configuration of a pack for which none is given. */
export function noPackConfig(): YamlDocument {
  return new NoPackConfig('--policy-pack-config', '', { offset: 0, children: new Map() }, {});
}

/** What is missing in it stands at no line. */
class NoPackConfig extends YamlDocument {
  override mistake(path: Path, text: string): Mistake {
    return {
      file: this.file,
      ...(path.length > 0 ? { path: showPath(path) } : {}),
      text: `no file is given, and ${text}`,
    };
  }
}

/** Node.js says at which character it stopped, and shows the text around, which may be long. */
function notJson(file: string, text: string, message: string): Mistake {
  const position = /at position (\d+)/.exec(message)?.[1];
  const end = /end of JSON/.test(message) ? text.trimEnd().length : undefined;
  const stop = position === undefined ? end : Number(position);
  const line = stop === undefined ? undefined : text.slice(0, stop).split('\n').length;
  const reason = message.split(/, "| in JSON at position| \(line /)[0] ?? message;
  const hint = 'expected JSON, such as {"undetermined": "mandatory"}';
  return {
    file,
    ...(line !== undefined && { line }),
    text: `cannot be read as JSON: ${printable(reason)}; ${hint}`,
  };
}
