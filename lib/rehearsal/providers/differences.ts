import { isObject, type Wire, type WireObject } from '../../wire/values';
import type { PropertyChange } from './provider';
import { sameValue } from './secrets';

/**
 * How the properties differ, leaf by leaf, with paths as the engine shows them.
 * @param replaces whether a change at this path, given without indices (`ipConfigurations[].subnet`), needs a new resource.
 */
export function differences(
  olds: WireObject,
  news: WireObject,
  replaces: (path: string) => boolean,
): PropertyChange[] {
  const found: PropertyChange[] = [];
  const walk = (
    old: Wire | undefined,
    now: Wire | undefined,
    path: string,
    plain: string,
    inherited: boolean,
  ) => {
    if (sameValue(old, now)) return;
    const anew = inherited || (plain !== '' && replaces(plain));
    if (isObject(old) && isObject(now)) {
      const [left, right] = [old as WireObject, now as WireObject];
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
        walk(left[key], right[key], join(path, key), join(plain, key), anew);
    } else if (Array.isArray(old) && Array.isArray(now)) {
      for (let index = 0; index < Math.max(old.length, now.length); index += 1)
        walk(old[index], now[index], `${path}[${index}]`, `${plain}[]`, anew);
    } else {
      const kind = old === undefined ? 'add' : now === undefined ? 'delete' : 'update';
      found.push({ path, kind, replaces: anew });
    }
  };
  walk(olds, news, '', '', false);
  return found;
}

function join(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
