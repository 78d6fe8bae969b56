/**
 * The functions of @stdlib that core computes with, alike in every engine (docs/decisions/0008). All of core takes them from
 * here: they are hundreds of small files, and the build makes one of them, for they are loaded by nearly every command.
 */
export { default as exp } from "@stdlib/math-base-special-exp";
export { default as gammaln } from "@stdlib/math-base-special-gammaln";
export { default as ln } from "@stdlib/math-base-special-ln";
export { default as chisquareCdf } from "@stdlib/stats-base-dists-chisquare-cdf";
export { default as normalCdf } from "@stdlib/stats-base-dists-normal-cdf";
export { default as normalQuantile } from "@stdlib/stats-base-dists-normal-quantile";
export { default as tQuantile } from "@stdlib/stats-base-dists-t-quantile";
