/** Trusted types of the browser, as far as they are used. TypeScript does not describe them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

/** Absent in browsers that do not enforce them. */
const { trustedTypes } = globalThis as typeof globalThis & { readonly trustedTypes?: TrustedTypes };

/** @throws TypeError for an address of another origin */
function own(address: string): string {
  const { origin, href } = new URL(address, import.meta.url);
  if (origin === new URL(import.meta.url).origin) return href;
  throw new TypeError(`no script of Matinee: ${address}`);
}

/** The only policy that the server allows, see tools/deploy/headers.ts. */
const policy = trustedTypes?.createPolicy('matinee', { createScriptURL: own });

/**
 * The address of a worker's script, as the browser asks for it where only trusted addresses become scripts. Nothing else may
 * use it. @throws TypeError for an address of another origin
 */
export function scriptAddress(address: string): string {
  return policy === undefined ? own(address) : policy.createScriptURL(address);
}
