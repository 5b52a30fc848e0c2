using Pulse.Analysing.Matrices;

namespace Pulse.Analysing.OpinionGroups;

/// <summary>How one opinion group voted on one statement, against everybody in the other groups. Polis' names in brackets.</summary>
/// <param name="Votes">The counts themselves.</param>
/// <param name="AgreeShare">(A + 1) / (S + 2), passes counted in S [pa].</param>
/// <param name="DisagreeShare">(D + 1) / (S + 2) [pd].</param>
/// <param name="AgreeTest">z against one half [pat].</param>
/// <param name="DisagreeTest">z against one half [pdt].</param>
/// <param name="AgreeRatio">share here over share in the rest [ra].</param>
/// <param name="DisagreeRatio">share here over share in the rest [rd].</param>
/// <param name="AgreeRatioTest">z of here against the rest [rat].</param>
/// <param name="DisagreeRatioTest">z of here against the rest [rdt].</param>
public readonly record struct GroupStatistic(
    Tally Votes,
    double AgreeShare,
    double DisagreeShare,
    double AgreeTest,
    double DisagreeTest,
    double AgreeRatio,
    double DisagreeRatio,
    double AgreeRatioTest,
    double DisagreeRatioTest);
