using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulse.Language.Prompting;

/// <summary>
/// Writes what people said as one line of JSON that can be read back to the letter and in which no angle bracket, line
/// end or invisible character stands as itself: nothing inside it can look like the line that closes it.
/// </summary>
public static class WritingData
{
    // Hebrew and Arabic as themselves: escaped they would cost six times as much and read worse
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var json = node.ToJsonString(_plain);
        var line = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (character is '<' or '>' || Hidden(character))
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                line.Append(character);
            }
        }
        return line.ToString();
    }

    private static bool Hidden(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
