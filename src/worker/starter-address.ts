/** Filled in by the build (tools/shelf/shelf-plugin.ts). */
declare const __STARTER__: string;

/** The address of the starter of the built-in data set, for the page, which fetches it before the worker can. */
export const starterAddress = `${import.meta.env.BASE_URL}datasets/${__STARTER__}`;
