/** Trusted types of the browser, as far as they are used. TypeScript does not describe them. */
interface Rules {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

/** Absent in browsers that do not enforce them. */
const { trustedTypes } = globalThis as typeof globalThis & { readonly trustedTypes?: TrustedTypes };

const own: Rules = {
  createScriptURL(address) {
    const here = import.meta.url;
    const { origin, href } = new URL(address, here);
    if (origin !== new URL(here).origin) throw new TypeError(address);
    return href;
  },
};

/** The only policy that the server allows, see tools/deploy/headers.ts. */
const policy = trustedTypes?.createPolicy('matinee', own) ?? own;

/**
 * The address of a worker's script, as the browser asks for it where only trusted addresses become scripts. Nothing else may
 * use it. @throws TypeError for an address of another origin
 */
export const scriptAddress = (address: string): string => policy.createScriptURL(address);
