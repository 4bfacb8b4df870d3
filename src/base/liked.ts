/** A movie counts as liked from this rating on, in stars. */
export const LIKED = 4;
