namespace Pulse.Bench.Reading;

/// <summary>What a file says each participant belongs to: an opinion group or a declared segment.</summary>
/// <param name="Names">The labels in sorted order (<see cref="Identifiers.Sorted"/>).</param>
/// <param name="Of">Per participant the label's index, −1 for none.</param>
/// <param name="Strangers">How many participants of the file cast no vote and so count nowhere.</param>
internal sealed record Labels(string[] Names, int[] Of, int Strangers);
