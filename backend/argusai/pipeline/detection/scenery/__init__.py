"""What always stands there: parked vehicles, posters, statues, standing things."""
