using Microsoft.AspNetCore.Components;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>A whole page: given its desk and its model by the endpoint that was asked for it.</summary>
public abstract class DeskView<TModel> : ComponentBase
{
    [Parameter]
    public DeskContext Desk { get; set; } = null!;

    [Parameter]
    public TModel Model { get; set; } = default!;

    protected Wording W => Desk.Wording;

    protected string Language => Desk.Language;

    protected static Amount Count(long count) => new(FigureText.Count(count));
}
