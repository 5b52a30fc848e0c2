using System.Globalization;

namespace Pulse.Publishing;

/// <summary>
/// Numbers as they are printed in all three languages. Ends of intervals are rounded outwards and a floor downwards, so
/// that rounding never claims more than was counted. The text must be isolated left-to-right where it is shown
/// ("71–84%" turns round inside right-to-left text).
/// </summary>
public static class FigureText
{
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Whole(Math.Round(share * 100, MidpointRounding.AwayFromZero))} %";

    public static string AtLeast(double floor) => $"{WholeAtLeast(floor)} %";

    /// <summary>The same as a number of whole per cent.</summary>
    public static int WholeAtLeast(double floor) => (int)Math.Floor(floor * 100 + Slack);

    public static string Range(double low, double high) =>
        $"{Whole(Math.Floor(low * 100 + Slack))}–{Whole(Math.Ceiling(high * 100 - Slack))} %";

    /// <summary>Percentage points of a difference, −100 … 100; a minus sign and not a hyphen.</summary>
    public static string Points(double low, double high) =>
        $"{Signed(Math.Floor(low * 100 + Slack))} … {Signed(Math.Ceiling(high * 100 - Slack))}";

    /// <summary>A figure of 0–1 that is a share of nobody: two decimals.</summary>
    public static string Share(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Ratio(int part, int whole) => $"{Count(part)}/{Count(whole)}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // 0.29 × 100 is 28.999…96 in binary; that is not a reason to print 28
    private const double Slack = 1e-9;

    private static string Signed(double number) => number < 0 ? $"−{Whole(-number)}" : Whole(number);

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
