using System.Globalization;
using System.Text;
using QRCoder;

namespace Pulse.Web.Printing;

/// <summary>A QR code as the path of an SVG picture: one unit per module, with the quiet zone around it.</summary>
/// <param name="Size">Modules in a row.</param>
/// <param name="Path">The dark modules, as runs of each row.</param>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>Error correction M: a fold or a stain over a seventh of it does no harm.</summary>
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var from = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new QrCode(code.ModuleMatrix.Count, path.ToString());
    }
}
