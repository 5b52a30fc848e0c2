using System.Globalization;
using CsvHelper;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>Statements' texts by their original id, from a file that quotes line breaks.</summary>
internal static class Texted
{
    public static Dictionary<int, string> Read(string file, string idColumn, string textColumn)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var texts = new Dictionary<int, string>();
        while (csv.Read())
        {
            texts[Reference.Number(csv.GetField(idColumn)!)] = csv.GetField(textColumn)!;
        }
        return texts;
    }
}
