namespace Pulse.Analysing.OpinionGroups;

/// <summary>
/// The two directions in which votes differ most. Unit vectors over statements; a component that does not exist
/// (everybody votes alike) is all zeros with eigenvalue 0. The sign is ours: the entry of largest size is positive.
/// </summary>
/// <param name="Means">Mean vote per statement, −1 … +1; 0 where excluded or unvoted.</param>
/// <param name="First">Loading per statement on the first axis.</param>
/// <param name="Second">Loading per statement on the second axis.</param>
/// <param name="Eigenvalues">Sum of squared coordinates along each component (variance · participants).</param>
/// <param name="Total">Sum of squares of the whole residual matrix.</param>
/// <param name="Residuals">‖RᵀR·c − λ·c‖ per component: how exact the decomposition is.</param>
/// <param name="Passes">How many times the votes were read.</param>
public sealed record PrincipalComponents(
    IReadOnlyList<double> Means,
    IReadOnlyList<double> First,
    IReadOnlyList<double> Second,
    IReadOnlyList<double> Eigenvalues,
    double Total,
    IReadOnlyList<double> Residuals,
    int Passes);
