// Package catalogue is the data sources that show what can be had, and for what
// price: regions and pairs of them, prices, and whether a proxy could be made now;
// and the one that lists objects of several kinds, by a tag.
package catalogue
