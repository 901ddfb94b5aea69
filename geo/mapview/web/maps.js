// What the frame of a map starts: the large map, or a small one of chosen records.

import { startAtlas } from "./atlas.js";
import { startSmallMap } from "./small_map.js";

export const start = { atlas: startAtlas, smallMap: startSmallMap };
