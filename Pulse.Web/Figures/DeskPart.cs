using Microsoft.AspNetCore.Components;
using Pulse.Publishing;

namespace Pulse.Web.Figures;

/// <summary>A part of a page: it knows the desk it stands on.</summary>
public abstract class DeskPart : ComponentBase
{
    [CascadingParameter]
    public DeskContext Desk { get; set; } = null!;

    protected Wording W => Desk.Wording;

    protected static Amount Count(long count) => new(FigureText.Count(count));
}
